package dev.dialtone.format;

import dev.dialtone.catalogue.Bind;
import dev.dialtone.model.BindScope;
import dev.dialtone.source.Text;
import java.util.List;

/** Tells from where a server can be reached by the addresses that it is told to listen on. */
public final class Interfaces {
  private Interfaces() {}

  /** From where an address can be reached, as servers commonly write it; empty for all. */
  public static BindScope scope(Text address) {
    return Bind.Scope.of(address).inModel();
  }

  /** From where one of several sockets can be reached; unknown if there are none. */
  public static BindScope widest(List<BindScope> scopes) {
    // What is not known may be as wide as any; an IPv4 wildcard does not answer to IPv6 clients.
    for (BindScope scope :
        List.of(BindScope.ALL, BindScope.UNKNOWN, BindScope.ALL_IPV4, BindScope.ADDRESS)) {
      if (scopes.contains(scope)) {
        return scope;
      }
    }
    List<BindScope> loopback = scopes.stream().distinct().toList();
    return loopback.isEmpty()
        ? BindScope.UNKNOWN
        : loopback.size() == 1 ? loopback.get(0) : BindScope.LOOPBACK;
  }
}
