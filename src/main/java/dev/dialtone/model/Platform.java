package dev.dialtone.model;

/** What a service's process is written in, and so which client libraries it dials with. */
public enum Platform {
  NODE,
  JAVA,
  PYTHON,
  PHP,
  RUBY,
  GO,
  DOTNET,
  RUST,
  NGINX,
  HAPROXY,
  /** Nothing tells. */
  UNKNOWN
}
