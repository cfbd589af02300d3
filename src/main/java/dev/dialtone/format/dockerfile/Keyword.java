package dev.dialtone.format.dockerfile;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The instructions, each with the flags it takes.
 *
 * @see <a href="https://docs.docker.com/reference/dockerfile/">Dockerfile reference</a>
 */
enum Keyword {
  ADD(
      Map.of(
          "chown", FlagType.TEXT,
          "chmod", FlagType.TEXT,
          "link", FlagType.SWITCH,
          "keep-git-dir", FlagType.SWITCH,
          "checksum", FlagType.TEXT,
          "unpack", FlagType.SWITCH,
          "exclude", FlagType.TEXTS)),
  ARG(Map.of()),
  CMD(Map.of()),
  COPY(
      Map.of(
          "chown", FlagType.TEXT,
          "from", FlagType.TEXT,
          "chmod", FlagType.TEXT,
          "link", FlagType.SWITCH,
          "parents", FlagType.SWITCH,
          "exclude", FlagType.TEXTS)),
  ENTRYPOINT(Map.of()),
  ENV(Map.of()),
  EXPOSE(Map.of()),
  FROM(Map.of("platform", FlagType.TEXT)),
  HEALTHCHECK(
      Map.of(
          "interval", FlagType.TEXT,
          "timeout", FlagType.TEXT,
          "start-period", FlagType.TEXT,
          "start-interval", FlagType.TEXT,
          "retries", FlagType.TEXT)),
  LABEL(Map.of()),
  MAINTAINER(Map.of()),
  ONBUILD(Map.of()),
  RUN(
      Map.of(
          "mount", FlagType.TEXTS,
          "network", FlagType.TEXT,
          "security", FlagType.TEXT,
          "device", FlagType.TEXTS)),
  SHELL(Map.of()),
  STOPSIGNAL(Map.of()),
  USER(Map.of()),
  VOLUME(Map.of()),
  WORKDIR(Map.of());

  /** What a flag holds. */
  enum FlagType {
    /** Nothing, {@code true} or {@code false}. */
    SWITCH,
    /** A value, once. */
    TEXT,
    /** A value, any number of times. */
    TEXTS
  }

  @SuppressWarnings("ImmutableEnumChecker") // a copy, which cannot be changed
  private final Map<String, FlagType> flags;

  Keyword(Map<String, FlagType> flags) {
    this.flags = Map.copyOf(flags);
  }

  Map<String, FlagType> flags() {
    return flags;
  }

  /** Whether flags that it does not know are an error to it. */
  boolean checksFlags() {
    return this != ARG && this != STOPSIGNAL;
  }

  /** Whether here-documents may follow it. */
  boolean takesHeredocs() {
    return this == ADD || this == COPY || this == RUN;
  }

  /** The instruction of this name in any case. */
  static Optional<Keyword> named(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    for (Keyword keyword : values()) {
      if (keyword.name().equals(upper)) {
        return Optional.of(keyword);
      }
    }
    return Optional.empty();
  }

  /** The names of all instructions. */
  static List<String> names() {
    return List.of(values()).stream().map(Keyword::name).toList();
  }
}
