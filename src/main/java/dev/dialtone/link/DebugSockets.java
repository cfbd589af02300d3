package dev.dialtone.link;

import dev.dialtone.catalogue.Bind;
import dev.dialtone.model.BindScope;
import dev.dialtone.model.Confidence;
import dev.dialtone.model.Listener;
import dev.dialtone.model.Listener.Origin;
import dev.dialtone.model.Port;
import dev.dialtone.model.PortRange;
import dev.dialtone.model.Protocol;
import dev.dialtone.source.Text;
import dev.dialtone.syntax.shell.Program;
import java.util.ArrayList;
import java.util.List;

/**
 * The sockets that a program opens for a debugger, beside those of its own.
 *
 * @see <a href="https://nodejs.org/api/cli.html#--inspecthostport">Node.js, --inspect</a>
 * @see <a
 *     href="https://docs.oracle.com/en/java/javase/17/docs/specs/jpda/conninv.html#socket-transport">JPDA,
 *     socket transport</a>
 */
final class DebugSockets {
  private static final List<String> INSPECT = List.of("--inspect", "--inspect-brk");
  private static final int INSPECT_PORT = 9229;
  private static final String JDWP_ADDRESS = "address=";

  private DebugSockets() {}

  /** The sockets that the words of a program open. */
  static List<Listener> of(Program program) {
    List<Listener> sockets = new ArrayList<>();
    for (Text word : program.arguments()) {
      String chars = word.chars();
      int equals = chars.indexOf('=');
      String name = equals < 0 ? chars : chars.substring(0, equals);
      if (INSPECT.contains(name)) {
        sockets.addAll(
            inspector(word, equals < 0 ? word.slice(word.length()) : word.slice(equals + 1)));
      } else if (chars.startsWith("-agentlib:jdwp=") || chars.startsWith("-Xrunjdwp:")) {
        sockets.addAll(jdwp(word));
      }
    }
    return sockets;
  }

  /** {@code --inspect[=[host:]port]}: loopback unless a host is given. */
  private static List<Listener> inspector(Text option, Text value) {
    int colon = value.chars().lastIndexOf(':');
    boolean portAlone = colon < 0 && !Port.parse(value).known().isEmpty();
    Text host = portAlone ? value.slice(value.length()) : colon < 0 ? value : value.slice(0, colon);
    Text written =
        portAlone ? value : colon < 0 ? value.slice(value.length()) : value.slice(colon + 1);
    List<Port> port =
        written.isEmpty() ? List.of(new Port(INSPECT_PORT)) : Port.parse(written).known();
    List<Listener> sockets = new ArrayList<>();
    for (Port each : port) {
      Listener socket =
          socket(each, written.isEmpty() ? option : written).mendedBy("--inspect=0.0.0.0");
      sockets.add(
          host.isEmpty()
              ? socket.boundByDefault(BindScope.LOOPBACK, option).defaultOf("node --inspect")
              : socket.boundTo(Bind.Scope.of(host).inModel(), host));
    }
    return sockets;
  }

  /** {@code address=[host:]port}; where a port alone is bound depends on the release of Java. */
  private static List<Listener> jdwp(Text word) {
    int at = word.chars().indexOf(JDWP_ADDRESS);
    if (at < 0) {
      return List.of();
    }
    int comma = word.chars().indexOf(',', at);
    Text address = word.slice(at + JDWP_ADDRESS.length(), comma < 0 ? word.length() : comma);
    int colon = address.chars().lastIndexOf(':');
    Text written = address.slice(colon + 1);
    List<Listener> sockets = new ArrayList<>();
    for (Port port : Port.parse(written).known()) {
      Listener socket = socket(port, written);
      sockets.add(
          colon < 0
              ? socket
              : socket.boundTo(Bind.Scope.of(address.slice(0, colon)).inModel(), address));
    }
    return sockets;
  }

  private static Listener socket(Port port, Text at) {
    return Listener.on(PortRange.of(port), at, Protocol.TCP, Origin.DEBUGGER, Confidence.CERTAIN);
  }
}
