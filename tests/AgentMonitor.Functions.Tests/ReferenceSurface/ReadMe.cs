// The reference surface. Some package feeds do not have the Azure Functions worker packages, and the Functions app is
// to be compiled and tested there too. So this folder declares, in our own words, just those attributes and types of
// the packages that the app uses, under the same namespaces and with the same signatures; the app's own source files
// are linked into this test project and compiled against them, and tests read the attributes. It pretends no
// behaviour: whatever would do something throws. It is never packaged and nothing that ships refers to it. Where the
// packages are on the feed, src/AgentMonitor.Functions is built against them, and docs/functions-api-facts.md lists
// what to hold against them by eye.
