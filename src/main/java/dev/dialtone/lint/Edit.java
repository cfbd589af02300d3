package dev.dialtone.lint;

import dev.dialtone.source.Span;

/** The text that takes the place of a span. */
public record Edit(Span span, String text) {}
