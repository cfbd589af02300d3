package dev.dialtone.syntax.shell;

/** A command of a list, and whether the shell goes on without waiting for it: {@code a &}. */
public record Statement(Command command, boolean background) {}
