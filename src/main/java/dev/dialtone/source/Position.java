package dev.dialtone.source;

/** A place as people count it: line and column from 1, the column in Unicode code points. */
public record Position(int line, int column) {
  public Position {
    if (line < 1 || column < 1) {
      throw new IllegalArgumentException("lines and columns count from 1");
    }
  }
}
