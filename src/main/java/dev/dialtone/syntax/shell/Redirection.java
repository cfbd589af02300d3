package dev.dialtone.syntax.shell;

import dev.dialtone.source.Text;

/** Where input comes from or output goes to. */
public sealed interface Redirection {
  /** A file, a descriptor or a here-string: {@code > log}, {@code 2>&1}, {@code <<< word}. */
  record To(Text operator, Word target) implements Redirection {}

  /** {@code <<EOF} with the lines that follow; quotes at the delimiter make them literal. */
  record HereDocument(Text delimiter, Word body) implements Redirection {}
}
