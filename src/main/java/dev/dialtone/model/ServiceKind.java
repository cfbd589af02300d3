package dev.dialtone.model;

/** What a service is, as far as its image or the keys that name it tell. */
public enum ServiceKind {
  SQL,
  DOCUMENT_STORE,
  CACHE,
  QUEUE,
  SEARCH,
  STORAGE,
  PROXY,
  MAIL,
  WEB,
  OBSERVABILITY,
  OTHER,
  /** Nothing tells. */
  UNKNOWN
}
