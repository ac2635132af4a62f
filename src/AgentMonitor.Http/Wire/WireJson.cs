using System.Text.Json.Serialization;
using AgentMonitor.Alerts;
using AgentMonitor.Executions;
using AgentMonitor.Health;
using AgentMonitor.Health.Sections;
using AgentMonitor.Health.Vitals;
using AgentMonitor.Budgets;
using AgentMonitor.Http.Admin;
using AgentMonitor.Http.Alerts;
using AgentMonitor.Http.Analytics;
using AgentMonitor.Http.Dashboard;
using AgentMonitor.Http.Erasure;
using AgentMonitor.Http.Budgets;
using AgentMonitor.Http.Costs;
using AgentMonitor.Http.Escalations;
using AgentMonitor.Http.Health;
using AgentMonitor.Http.Ingest;
using AgentMonitor.Http.Live;
using AgentMonitor.Http.Prices;
using AgentMonitor.Http.Problems;
using AgentMonitor.Http.Realtime;
using AgentMonitor.Http.Sessions;
using AgentMonitor.Http.Settings;
using AgentMonitor.Http.Status;
using AgentMonitor.Metrics.Anomalies;
using AgentMonitor.Metrics.Zones;
using AgentMonitor.Metrics.Costs;
using AgentMonitor.Rollups;

namespace AgentMonitor.Http.Wire;

/// <summary>Everything that is answered as JSON: snake_case, unknown as null.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters =
    [
        typeof(WireEnum<ExecutionStatus>), typeof(WireEnum<EscalationState>), typeof(WireEnum<EscalationSeverity>),
        typeof(WireEnum<GoalOutcome>), typeof(WireEnum<HealthState>), typeof(WireEnum<Grain>), typeof(WireEnum<PriceOrigin>),
        typeof(WireEnum<SectionState>), typeof(WireEnum<StoreKind>), typeof(WireEnum<HostKind>),
        typeof(WireEnum<AlertKind>), typeof(WireEnum<AlertSeverity>), typeof(WireEnum<AlertState>), typeof(InstantConverter),
        typeof(WireEnum<CostSplit>), typeof(WireEnum<BudgetScope>), typeof(WireEnum<BudgetPeriod>), typeof(WireEnum<BudgetState>),
        typeof(WireEnum<SectionState>), typeof(WireEnum<StoreKind>), typeof(WireEnum<HostKind>), typeof(InstantConverter),
        typeof(WireEnum<Granularity>), typeof(WireEnum<SeriesMetric>), typeof(WireEnum<AnomalyDirection>),
    ])]
[JsonSerializable(typeof(ProblemDto))]
[JsonSerializable(typeof(RecordDto))]
[JsonSerializable(typeof(IngestedDto))]
[JsonSerializable(typeof(BatchDto))]
[JsonSerializable(typeof(ExecutionAnswerDto))]
[JsonSerializable(typeof(ExecutionListDto))]
[JsonSerializable(typeof(MetricsAnswerDto))]
[JsonSerializable(typeof(AgentListDto))]
[JsonSerializable(typeof(ErrorListDto))]
[JsonSerializable(typeof(OverviewDto))]
[JsonSerializable(typeof(TimelineDto))]
[JsonSerializable(typeof(HeatmapDto))]
[JsonSerializable(typeof(TopUsersDto))]
[JsonSerializable(typeof(OutcomesDto))]
[JsonSerializable(typeof(AgentDetailDto))]
[JsonSerializable(typeof(UserActivityDto))]
[JsonSerializable(typeof(SessionListDto))]
[JsonSerializable(typeof(SessionAnswerDto))]
[JsonSerializable(typeof(UserListDto))]
[JsonSerializable(typeof(EscalationListDto))]
[JsonSerializable(typeof(MovedEscalationDto))]
[JsonSerializable(typeof(DeadLetterListDto))]
[JsonSerializable(typeof(RequeuedDto))]
[JsonSerializable(typeof(ReconcileDto))]
[JsonSerializable(typeof(ForgetDto))]
[JsonSerializable(typeof(AlertsDto))]
[JsonSerializable(typeof(AlertRulesDto))]
[JsonSerializable(typeof(AlertHistoryDto))]
[JsonSerializable(typeof(AcknowledgementDto))]
[JsonSerializable(typeof(AcknowledgedDto))]
[JsonSerializable(typeof(AlertTestDto))]
[JsonSerializable(typeof(AliveDto))]
[JsonSerializable(typeof(HealthDto))]
[JsonSerializable(typeof(HealthDetailsDto))]
[JsonSerializable(typeof(HealthChangedDto))]
[JsonSerializable(typeof(StatusDto))]
[JsonSerializable(typeof(StatusAnalyticsDto))]
[JsonSerializable(typeof(ApiStatusDto))]
[JsonSerializable(typeof(RealtimeDto))]
[JsonSerializable(typeof(DashboardDto))]
[JsonSerializable(typeof(NegotiationDto))]
[JsonSerializable(typeof(PricesDto))]
[JsonSerializable(typeof(CostsDto))]
[JsonSerializable(typeof(BudgetsDto))]
[JsonSerializable(typeof(BudgetVerdictDto))]
[JsonSerializable(typeof(RepricedDto))]
[JsonSerializable(typeof(SettingsDto))]
internal sealed partial class WireJson : JsonSerializerContext;
