package dev.dialtone.model;

/** A linked project; being written. */
public record Project(Composition composition) {}
