using System.CommandLine;
using AgentMonitor.Yardstick;
using AgentMonitor.Yardstick.Writers;

var url = new Option<string>("--url") { DefaultValueFactory = _ => "http://127.0.0.1:5220" };
var data = new Option<string>("--data") { Description = "A folder; what is in it is kept.", Required = true };
var writer = new Option<string>("--writer") { DefaultValueFactory = _ => "unique" };
writer.AcceptOnlyFromAmong("unique", "indexed", "append", "empty");
var root = new RootCommand(
    """
    How fast this machine could be: Kestrel and a durable group commit, and nothing else of what AgentMonitor does.

      unique   SQLite, one table: a unique id and the record as it came
      indexed  the same with an index each on agent, user and end
      append   a file that records are appended to, no index
      empty    the body is read and dropped
    """)
{
    url, data, writer,
};
root.SetAction((arguments, stop) => BareServer.RunAsync(
    arguments.GetValue(url)!, GroupWriters.Open(arguments.GetValue(writer)!, arguments.GetValue(data)!), stop));
return await root.Parse(args).InvokeAsync();
