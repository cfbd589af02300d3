package dev.dialtone.model;

/** A transport protocol. */
public enum Protocol {
  TCP,
  UDP,
  SCTP
}
