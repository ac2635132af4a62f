// AgentMonitor on Azure Functions, Cosmos DB and Azure SignalR Service. No keys anywhere: one managed identity, roles as
// narrow as the services allow, local authentication off. `az deployment group create -g GROUP -f infra/main.bicep`.
targetScope = 'resourceGroup'

@description('In front of the names of all resources: lower case letters and digits.')
@minLength(3)
@maxLength(11)
param name string

param location string = resourceGroup().location

@description('At least 32 characters; `openssl rand -base64 32` makes one. Without it, admin routes answer 503.')
@secure()
param adminToken string = ''

@description('By a sender\'s name, the SHA-256 of its ingest key in hexadecimal.')
param ingestKeys object = {}

@description('The most request units a second of each container of the hot path; it scales down to a tenth by itself.')
@minValue(1000)
param maxThroughput int = 4000

@description('The most instances of the app.')
@minValue(40)
@maxValue(1000)
param maxInstances int = 40

var unique = '${name}${uniqueString(resourceGroup().id)}'

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: '${name}-identity'
  location: location
}

module monitoring 'modules/monitoring.bicep' = {
  name: 'monitoring'
  params: {
    name: name
    location: location
    principalId: identity.properties.principalId
  }
}

module storage 'modules/storage.bicep' = {
  name: 'storage'
  params: {
    name: take(unique, 24)
    location: location
    principalId: identity.properties.principalId
    workspaceId: monitoring.outputs.workspaceId
  }
}

module cosmos 'modules/cosmos.bicep' = {
  name: 'cosmos'
  params: {
    name: take('${unique}-cosmos', 44)
    location: location
    principalId: identity.properties.principalId
    workspaceId: monitoring.outputs.workspaceId
    maxThroughput: maxThroughput
  }
}

module signalr 'modules/signalr.bicep' = {
  name: 'signalr'
  params: {
    name: take('${unique}-signalr', 63)
    location: location
    principalId: identity.properties.principalId
    workspaceId: monitoring.outputs.workspaceId
  }
}

module functions 'modules/functions.bicep' = {
  name: 'functions'
  params: {
    name: take('${unique}-app', 60)
    location: location
    identityId: identity.id
    clientId: identity.properties.clientId
    workspaceId: monitoring.outputs.workspaceId
    insightsConnection: monitoring.outputs.insightsConnection
    storageName: storage.outputs.name
    packagesUrl: storage.outputs.packagesUrl
    cosmosEndpoint: cosmos.outputs.endpoint
    signalrUrl: signalr.outputs.url
    adminToken: adminToken
    ingestKeys: ingestKeys
    maxInstances: maxInstances
  }
}

output page string = 'https://${functions.outputs.host}/monitor'
output appName string = functions.outputs.name
