package dev.dialtone.format;

import dev.dialtone.model.Port;
import dev.dialtone.model.Value;
import dev.dialtone.source.Problem;
import dev.dialtone.source.Text;
import java.util.List;

/** Numbers in a server's configuration that are no ports, for which it does not start. */
public final class RefusedPort {
  private RefusedPort() {}

  /**
   * Why a server does not start for a port; nothing if it does, or if that cannot be told.
   *
   * @param server the server's name as people write it
   */
  public static List<Problem> of(String server, Value<Port> port) {
    Text written = port.text();
    return port.known().isEmpty() && written.isKnown() && isNumber(written.chars())
        ? List.of(
            Problem.rejected(
                written.span(), server + " does not start: `" + written + "` is not a port"))
        : List.of();
  }

  private static boolean isNumber(String chars) {
    return !chars.isEmpty() && chars.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
