package dev.dialtone.rules;

import dev.dialtone.lint.Rule;
import dev.dialtone.rules.access.CredentialsMismatch;
import dev.dialtone.rules.access.PgHbaRejects;
import dev.dialtone.rules.access.UnknownDatabase;
import dev.dialtone.rules.dial.DialAtBuild;
import dev.dialtone.rules.dial.EmptyHost;
import dev.dialtone.rules.dial.InactiveTarget;
import dev.dialtone.rules.dial.InvalidHostname;
import dev.dialtone.rules.dial.LocalhostInContainer;
import dev.dialtone.rules.dial.LocalhostIpv6;
import dev.dialtone.rules.dial.LoopbackPublishedPort;
import dev.dialtone.rules.dial.MissingHostGateway;
import dev.dialtone.rules.dial.NameFromHostNetwork;
import dev.dialtone.rules.dial.NoSharedNetwork;
import dev.dialtone.rules.dial.PublishedPortInsideNetwork;
import dev.dialtone.rules.dial.QuotedValue;
import dev.dialtone.rules.dial.SocketPathMismatch;
import dev.dialtone.rules.dial.UnknownHost;
import dev.dialtone.rules.dial.UnreadVariableName;
import dev.dialtone.rules.dial.WrongPort;
import dev.dialtone.rules.health.HealthcheckCredentials;
import dev.dialtone.rules.health.HealthcheckForm;
import dev.dialtone.rules.health.HealthcheckLocalhostIpv6;
import dev.dialtone.rules.health.HealthcheckTiming;
import dev.dialtone.rules.health.HealthcheckWrongTarget;
import dev.dialtone.rules.health.HealthyWithoutHealthcheck;
import dev.dialtone.rules.health.MissingTool;
import dev.dialtone.rules.health.ShellSyntaxInExec;
import dev.dialtone.rules.health.UnescapedDollar;
import dev.dialtone.rules.listen.AdvertisedListener;
import dev.dialtone.rules.listen.ConfigNotLoaded;
import dev.dialtone.rules.listen.ExposeMismatch;
import dev.dialtone.rules.listen.LoopbackListener;
import dev.dialtone.rules.listen.NetworkDisabled;
import dev.dialtone.rules.listen.ProtectedMode;
import dev.dialtone.rules.listen.ServerWillNotStart;
import dev.dialtone.rules.listen.UnreachableBind;
import dev.dialtone.rules.order.DependsOnNotHealthy;
import dev.dialtone.rules.order.HealthyTooEarly;
import dev.dialtone.rules.order.ImpossibleDependency;
import dev.dialtone.rules.order.MissingDependsOn;
import dev.dialtone.rules.ports.HostPortCollision;
import dev.dialtone.rules.ports.InvalidPort;
import dev.dialtone.rules.ports.NamespacePortCollision;
import dev.dialtone.rules.ports.PortMappingMismatch;
import dev.dialtone.rules.read.MissingFile;
import dev.dialtone.rules.read.SyntaxError;
import dev.dialtone.rules.read.UnknownKey;
import dev.dialtone.rules.read.UnsetVariable;
import dev.dialtone.rules.read.UnusedSuppression;
import java.util.List;

/** All rules, sorted by id. */
public final class Rules {
  private Rules() {}

  /** Every rule there is, sorted by id. */
  public static List<Rule> all() {
    return List.of(
        new SyntaxError(), // DT001
        new UnknownKey(), // DT002
        new UnsetVariable(), // DT003
        new MissingFile(), // DT004
        new UnusedSuppression(), // DT005
        new LocalhostInContainer(), // DT101
        new WrongPort(), // DT102
        new PublishedPortInsideNetwork(), // DT103
        new UnknownHost(), // DT104
        new NoSharedNetwork(), // DT105
        new MissingHostGateway(), // DT106
        new LocalhostIpv6(), // DT107
        new InactiveTarget(), // DT108
        new EmptyHost(), // DT109
        new SocketPathMismatch(), // DT110
        new InvalidHostname(), // DT111
        new LoopbackPublishedPort(), // DT112
        new NameFromHostNetwork(), // DT113
        new UnreadVariableName(), // DT114
        new QuotedValue(), // DT115
        new DialAtBuild(), // DT116
        new DependsOnNotHealthy(), // DT201
        new MissingDependsOn(), // DT202
        new HealthyWithoutHealthcheck(), // DT203
        new ImpossibleDependency(), // DT204
        new HealthyTooEarly(), // DT205
        new UnescapedDollar(), // DT301
        new ShellSyntaxInExec(), // DT302
        new HealthcheckWrongTarget(), // DT303
        new MissingTool(), // DT304
        new HealthcheckLocalhostIpv6(), // DT305
        new HealthcheckCredentials(), // DT306
        new HealthcheckTiming(), // DT307
        new HealthcheckForm(), // DT308
        new LoopbackListener(), // DT401
        new PortMappingMismatch(), // DT402
        new ConfigNotLoaded(), // DT403
        new ExposeMismatch(), // DT404
        new AdvertisedListener(), // DT405
        new UnreachableBind(), // DT406
        new NetworkDisabled(), // DT407
        new ServerWillNotStart(), // DT408
        new HostPortCollision(), // DT501
        new NamespacePortCollision(), // DT502
        new InvalidPort(), // DT504
        new CredentialsMismatch(), // DT601
        new UnknownDatabase(), // DT602
        new PgHbaRejects(), // DT604
        new ProtectedMode()); // DT605
  }
}
