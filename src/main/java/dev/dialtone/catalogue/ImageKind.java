package dev.dialtone.catalogue;

/** What an image is. */
public enum ImageKind {
  DATABASE,
  CACHE,
  QUEUE,
  SEARCH,
  STORAGE,
  PROXY,
  WEB,
  OBSERVABILITY,
  AUTH,
  DISCOVERY,
  MAIL,
  CI,
  /** An administrator's or developer's tool. */
  TOOL,
  /** A language with its libraries; it listens on nothing by itself. */
  RUNTIME,
  /** An operating system or nothing at all; it listens on nothing by itself. */
  BASE
}
