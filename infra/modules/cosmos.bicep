// The containers are laid out as src/AgentMonitor.Cosmos/Client/ContainerPlans.cs says; a test compares the two.
param name string
param location string
param principalId string
param workspaceId string
param maxThroughput int

var databaseName = 'agentmonitor'

// ttl -1: documents expire by a time of their own. What is not listed under indexed is not indexed.
var containers = [
  { name: 'executions', key: '/shard', indexed: ['/agent/?', '/deadline/?'], hot: true }
  { name: 'rollups', key: '/list', indexed: ['/start/?'], hot: true }
  { name: 'views', key: '/list', indexed: ['/order/?', '/least/?', '/session/?', '/fingerprint/?', '/user/?', '/first/?', '/state/?'], hot: true }
  { name: 'deadletters', key: '/list', indexed: ['/order/?', '/lsn/?'], hot: false }
  { name: 'state', key: '/list', indexed: [], hot: false }
  { name: 'leases', key: '/id', indexed: [], hot: false }
]

resource account 'Microsoft.DocumentDB/databaseAccounts@2024-05-15' = {
  name: name
  location: location
  kind: 'GlobalDocumentDB'
  properties: {
    databaseAccountOfferType: 'Standard'
    locations: [{ locationName: location, failoverPriority: 0, isZoneRedundant: false }]
    consistencyPolicy: { defaultConsistencyLevel: 'Session' }
    backupPolicy: { type: 'Continuous', continuousModeProperties: { tier: 'Continuous7Days' } }
    disableLocalAuth: true
    disableKeyBasedMetadataWriteAccess: true
    minimalTlsVersion: 'Tls12'
  }
}

resource database 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases@2024-05-15' = {
  parent: account
  name: databaseName
  properties: { resource: { id: databaseName } }
}

resource container 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers@2024-05-15' = [for plan in containers: {
  parent: database
  name: plan.name
  properties: {
    resource: {
      id: plan.name
      partitionKey: { paths: [plan.key], kind: 'Hash', version: 2 }
      defaultTtl: -1
      indexingPolicy: {
        automatic: true
        indexingMode: 'consistent'
        includedPaths: [for path in plan.indexed: { path: path }]
        excludedPaths: [{ path: '/*' }]
      }
    }
    options: { autoscaleSettings: { maxThroughput: plan.hot ? maxThroughput : 1000 } }
  }
}]

// Reads and writes documents of this one database, and nothing else of the account.
resource access 'Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments@2024-05-15' = {
  parent: account
  name: guid(account.id, databaseName, principalId)
  properties: {
    principalId: principalId
    roleDefinitionId: '${account.id}/sqlRoleDefinitions/00000000-0000-0000-0000-000000000002'
    scope: '${account.id}/dbs/${database.name}'
  }
}

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: account
  properties: {
    workspaceId: workspaceId
    logAnalyticsDestinationType: 'Dedicated'
    logs: [{ category: 'ControlPlaneRequests', enabled: true }, { category: 'PartitionKeyRUConsumption', enabled: true }]
    metrics: [{ category: 'Requests', enabled: true }]
  }
}

output endpoint string = account.properties.documentEndpoint
