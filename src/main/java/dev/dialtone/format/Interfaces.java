package dev.dialtone.format;

import dev.dialtone.catalogue.Bind;
import dev.dialtone.model.BindScope;
import dev.dialtone.source.Text;

/** Tells from where a server can be reached by the addresses that it is told to listen on. */
public final class Interfaces {
  private Interfaces() {}

  /** Whether an address is written as four numbers. */
  public static boolean isIpv4(Text address) {
    return address.isKnown() && address.chars().matches("\\d+\\.\\d+\\.\\d+\\.\\d+");
  }

  /** From where an address can be reached, as servers commonly write it; empty for all. */
  public static BindScope scope(Text address) {
    return Bind.Scope.of(address).inModel();
  }
}
