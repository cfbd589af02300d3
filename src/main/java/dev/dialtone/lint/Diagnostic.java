package dev.dialtone.lint;

/**
 * A finding as it is reported.
 *
 * @param severity how bad it is after rule, confidence and configuration have spoken
 * @param fingerprint stays the same when lines move: 16 hexadecimal digits
 */
public record Diagnostic(Finding finding, Severity severity, String fingerprint) {}
