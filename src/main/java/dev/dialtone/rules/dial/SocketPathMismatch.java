package dev.dialtone.rules.dial;

import static dev.dialtone.rules.Words.quoted;

import dev.dialtone.lint.Finding;
import dev.dialtone.lint.Rule;
import dev.dialtone.lint.RuleInfo;
import dev.dialtone.lint.Severity;
import dev.dialtone.model.Dial;
import dev.dialtone.model.Mount;
import dev.dialtone.model.Outcome;
import dev.dialtone.model.ServiceName;
import dev.dialtone.model.SocketDial;
import dev.dialtone.model.SocketFault;
import dev.dialtone.rules.Fixes;
import dev.dialtone.rules.Words;
import dev.dialtone.source.FilePath;
import java.util.function.Consumer;

/** DT110: a process connects to a unix socket that is not in its file system. */
public final class SocketPathMismatch implements Rule {
  @Override
  public RuleInfo info() {
    return new RuleInfo(
        "DT110",
        "socket-path-mismatch",
        Severity.ERROR,
        "A process connects to a unix socket that is not in its file system");
  }

  @Override
  public void check(Outcome outcome, Consumer<Finding> sink) {
    for (SocketFault fault : outcome.socketFaults()) {
      if (fault instanceof SocketFault.Implied implied) {
        sink.accept(finding(implied));
      } else if (fault instanceof SocketFault.Unshared unshared) {
        sink.accept(finding(unshared));
      } else if (fault instanceof SocketFault.Elsewhere elsewhere) {
        sink.accept(finding(elsewhere));
      }
    }
  }

  private Finding finding(SocketFault.Implied fault) {
    Dial dial = fault.dial();
    String port = dial.port().known().isEmpty() ? "" : ":" + dial.port().known().get(0);
    return Finding.at(
            info(),
            dial.host().span(),
            "%s looks for a unix socket, and %s listens on a port"
                .formatted(quoted(dial.from()), quoted(fault.server())))
        .label("MySQL's client takes this name for a socket, whatever the port")
        .service(dial.from().value())
        .confidence(fault.confidence())
        .notes(Words.usedBy(dial.from(), dial.host()))
        .help("dial " + quoted("127.0.0.1" + port))
        .fixes(
            dial.port().known().stream()
                .flatMap(
                    known ->
                        Fixes.dial(dial, "127.0.0.1", known.number(), fault.confidence()).stream())
                .toList())
        .runtimeError(
            "Can't connect to local MySQL server through socket '/var/run/mysqld/mysqld.sock'")
        .build();
  }

  private Finding finding(SocketFault.Unshared fault) {
    SocketDial dial = fault.dial();
    Finding.Builder finding =
        start(dial, fault)
            .label("this is a file of the container of %s alone".formatted(quoted(dial.from())));
    for (Mount mount : fault.mount()) {
      finding.note(mount.at().span(), "no other service mounts this volume");
    }
    ServiceName server = fault.meant().get(0);
    return finding
        .help(
            "mount one volume at %s in %s and in %s, or dial %s over the network"
                .formatted(
                    quoted(new FilePath(dial.path().chars()).parent()),
                    quoted(dial.from()),
                    quoted(server),
                    quoted(server)))
        .build();
  }

  private Finding finding(SocketFault.Elsewhere fault) {
    return start(fault.dial(), fault)
        .label("no socket is at this place of the volume")
        .note(fault.path().span(), "the socket of " + quoted(fault.server()))
        .help(
            "give %s and %s the same file of the volume"
                .formatted(quoted(fault.dial().from()), quoted(fault.server())))
        .build();
  }

  private Finding.Builder start(SocketDial dial, SocketFault fault) {
    return Finding.at(
            info(),
            dial.path().span(),
            "no server opens the socket %s that %s connects to"
                .formatted(quoted(dial.path()), quoted(dial.from())))
        .service(dial.from().value())
        .confidence(fault.confidence())
        .notes(Words.usedBy(dial.from(), dial.path()))
        .runtimeError(
            dial.scheme().equals("fastcgi") || dial.scheme().equals("http")
                ? "connect() to unix:%s failed (2: No such file or directory)"
                    .formatted(dial.path())
                : "connect to %s: No such file or directory".formatted(dial.path()));
  }
}
