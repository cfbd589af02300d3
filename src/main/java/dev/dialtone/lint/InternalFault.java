package dev.dialtone.lint;

import dev.dialtone.source.FilePath;

/**
 * A fault of Dialtone itself that was contained; the rest of the report stands.
 *
 * @param during the rule or the step that failed: {@code DT101}, {@code reading}
 * @param path the project or file it failed on
 * @param cause the exception's class and the place in our code
 */
public record InternalFault(String during, FilePath path, String cause) {
  /** The fault that an exception tells of. Its message stays out: it may quote a secret. */
  public static InternalFault of(String during, FilePath path, Throwable exception) {
    String place = "";
    for (StackTraceElement element : exception.getStackTrace()) {
      if (element.getClassName().startsWith("dev.dialtone.")) {
        place = " at " + element.getClassName() + ":" + element.getLineNumber();
        break;
      }
    }
    return new InternalFault(during, path, exception.getClass().getName() + place);
  }
}
