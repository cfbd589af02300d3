package dev.dialtone.lint;

import dev.dialtone.source.Span;

/** Another place that a finding needs, with a few words on what it has to do with it. */
public record Note(Span span, String message) {}
