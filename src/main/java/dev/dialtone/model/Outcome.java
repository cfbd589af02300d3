package dev.dialtone.model;

/** placeholder while the model is being written. */
public record Outcome() {}
