package dev.dialtone.lint;

import dev.dialtone.source.FilePath;

/** A file or folder that was named or needed and could not be looked at, and why. */
public record Coverage(FilePath path, String why) {}
