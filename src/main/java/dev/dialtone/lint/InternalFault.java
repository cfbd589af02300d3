package dev.dialtone.lint;

import dev.dialtone.source.FilePath;

/**
 * A fault of Dialtone itself that was contained; the rest of the report stands.
 *
 * @param during the rule or the step that failed: {@code DT101}, {@code linking}
 * @param path the project or file it failed on
 * @param cause the exception's class and message and the place in our code
 */
public record InternalFault(String during, FilePath path, String cause) {}
