package dev.dialtone.cli;

import dev.dialtone.model.Verdict;
import dev.dialtone.report.Trace.Result;

/** Verdicts as people read them. */
final class VerdictWords {
  private VerdictWords() {}

  /** What comes of a dial, in a few words. */
  static String of(Verdict verdict) {
    if (verdict instanceof Verdict.Connects connects) {
      return "connects to " + connects.server();
    }
    if (verdict instanceof Verdict.DialsItself itself) {
      return "refused: nothing listens there in the namespace of " + itself.owner();
    }
    if (verdict instanceof Verdict.WrongPort wrong) {
      return "refused: " + wrong.server() + " listens on other ports";
    }
    if (verdict instanceof Verdict.PublishedPortInside published) {
      return "refused: " + published.server() + " listens on " + published.containerPort();
    }
    if (verdict instanceof Verdict.LoopbackOnly loopback) {
      return "refused: " + loopback.server() + " listens on loopback only";
    }
    if (verdict instanceof Verdict.NotBound unbound) {
      return "refused: " + unbound.server() + " listens on an address that it does not have";
    }
    if (verdict instanceof Verdict.TurnedAway away) {
      return "turned away by " + away.server();
    }
    if (verdict instanceof Verdict.SwitchedOff off) {
      return "refused: " + off.server() + " has its network switched off";
    }
    if (verdict instanceof Verdict.UnknownHost) {
      return "unresolvable: nothing answers to the name";
    }
    if (verdict instanceof Verdict.NoHost) {
      return "impossible: it has no host";
    }
    if (verdict instanceof Verdict.HostUnnamed) {
      return "unresolvable: nothing tells the container where its host is";
    }
    if (verdict instanceof Verdict.NotPublished published) {
      return "refused: " + published.server() + " does not publish its port there";
    }
    if (verdict instanceof Verdict.NameUnknownToHost unknown) {
      return "unresolvable: the host does not know " + unknown.server();
    }
    if (verdict instanceof Verdict.NoSharedNetwork isolated) {
      return "isolated: no network in common with " + isolated.server();
    }
    return verdict instanceof Verdict.Undecided undecided
        ? "unknown: " + undecided.why()
        : "external";
  }

  /** What kind of end a verdict is. */
  static Result result(Verdict verdict) {
    if (verdict instanceof Verdict.Connects) {
      return Result.REACHED;
    }
    if (verdict instanceof Verdict.External) {
      return Result.EXTERNAL;
    }
    if (verdict instanceof Verdict.Undecided) {
      return Result.UNKNOWN;
    }
    if (verdict instanceof Verdict.NoSharedNetwork) {
      return Result.ISOLATED;
    }
    if (verdict instanceof Verdict.NoHost) {
      return Result.IMPOSSIBLE;
    }
    if (verdict instanceof Verdict.TurnedAway) {
      return Result.TURNED_AWAY;
    }
    return verdict instanceof Verdict.UnknownHost
            || verdict instanceof Verdict.NameUnknownToHost
            || verdict instanceof Verdict.HostUnnamed
        ? Result.UNRESOLVED
        : Result.REFUSED;
  }
}
