namespace AgentMonitor.Cosmos.Tests.Gateway;

/// <summary>What the SDK reads before it does anything.</summary>
internal static class DoubleMetadata
{
    public const string DatabaseRid = "BwAAAA==";

    public static string Account() =>
        """
        {"_self":"","id":"double","_rid":"double.test","media":"//media/","addresses":"//addresses/","_dbs":"//dbs/",
         "writableLocations":[{"name":"Here","databaseAccountEndpoint":"https://double.test:443/"}],
         "readableLocations":[{"name":"Here","databaseAccountEndpoint":"https://double.test:443/"}],
         "enableMultipleWriteLocations":false,
         "userReplicationPolicy":{"asyncReplication":false,"minReplicaSetSize":3,"maxReplicasetSize":4},
         "userConsistencyPolicy":{"defaultConsistencyLevel":"Session"},
         "systemReplicationPolicy":{"minReplicaSetSize":3,"maxReplicasetSize":4},
         "readPolicy":{"primaryReadCoefficient":1,"secondaryReadCoefficient":1},
         "queryEngineConfiguration":"{\"maxSqlQueryInputLength\":262144,\"maxJoinsPerSqlQuery\":5,\"maxLogicalAndPerSqlQuery\":500,\"maxLogicalOrPerSqlQuery\":500,\"maxUdfRefPerSqlQuery\":10,\"maxInExpressionItemsCount\":16000,\"queryMaxInMemorySortDocumentCount\":500,\"maxQueryRequestTimeoutFraction\":0.9,\"sqlAllowNonFiniteNumbers\":false,\"sqlAllowAggregateFunctions\":true,\"sqlAllowSubQuery\":true,\"sqlAllowScalarSubQuery\":true,\"allowNewKeywords\":true,\"sqlAllowLike\":true,\"sqlAllowGroupByClause\":true,\"maxSpatialQueryCells\":12,\"spatialMaxGeometryPointCount\":256,\"sqlDisableOptimizationFlags\":0,\"sqlAllowTop\":true,\"enableSpatialIndexing\":true}"}
        """;

    public static string Database(string name, string rid) =>
        $$"""{"id":"{{name}}","_rid":"{{rid}}","_self":"dbs/{{rid}}/","_etag":"\"0\"","_ts":1,"_colls":"colls/","_users":"users/"}""";

    /// <summary>Every query the double answers asks each partition for itself, so one plan fits all.</summary>
    public static string QueryPlan() =>
        """
        {"partitionedQueryExecutionInfoVersion":2,
         "queryInfo":{"distinctType":"None","top":null,"offset":null,"limit":null,"orderBy":[],"orderByExpressions":[],
          "groupByExpressions":[],"groupByAliases":[],"aggregates":[],"groupByAliasToAggregateType":{},"rewrittenQuery":"",
          "hasSelectValue":false,"hasNonStreamingOrderBy":false,"dCountInfo":null},
         "queryRanges":[{"min":"","max":"FF","isMinInclusive":true,"isMaxInclusive":false}]}
        """;
}
