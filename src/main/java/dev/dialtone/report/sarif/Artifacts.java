package dev.dialtone.report.sarif;

import com.contrastsecurity.sarif.Artifact;
import com.contrastsecurity.sarif.ArtifactLocation;
import com.contrastsecurity.sarif.PhysicalLocation;
import com.contrastsecurity.sarif.Region;
import com.contrastsecurity.sarif.Role;
import dev.dialtone.lint.LintResult;
import dev.dialtone.lint.ProjectSummary;
import dev.dialtone.source.FilePath;
import dev.dialtone.source.Position;
import dev.dialtone.source.Span;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The files of a run and the way to point into them. */
final class Artifacts {
  /** Stands for the folder in which the command ran, as GitHub's upload names it. */
  static final String ROOT = "%SRCROOT%";

  private static final String HEX = "0123456789ABCDEF";

  private final Map<FilePath, Integer> indices = new TreeMap<>();

  Artifacts(LintResult result) {
    for (ProjectSummary project : result.projects()) {
      for (FilePath file : project.files()) {
        indices.put(file, 0);
      }
    }
    int index = 0;
    for (Map.Entry<FilePath, Integer> entry : indices.entrySet()) {
      entry.setValue(index++);
    }
  }

  /** All files that were read, sorted by path. */
  Set<Artifact> list() {
    Set<Artifact> artifacts = new LinkedHashSet<>();
    for (FilePath file : indices.keySet()) {
      artifacts.add(new Artifact().withLocation(uri(file)).withRoles(Set.of(Role.ANALYSIS_TARGET)));
    }
    return artifacts;
  }

  PhysicalLocation place(Span span) {
    return new PhysicalLocation()
        .withArtifactLocation(location(span.file().path()))
        .withRegion(region(span));
  }

  /** Where a file is, with its place in the list. */
  ArtifactLocation location(FilePath file) {
    ArtifactLocation location = uri(file);
    Integer index = indices.get(file);
    return index == null ? location : location.withIndex(index);
  }

  /** Columns count code points from 1; the end is exclusive. */
  static Region region(Span span) {
    Position start = span.startPosition();
    Position end = span.endPosition();
    return new Region()
        .withStartLine(start.line())
        .withStartColumn(start.column())
        .withEndLine(end.line())
        .withEndColumn(end.column());
  }

  private static ArtifactLocation uri(FilePath file) {
    String path = encoded(file.value());
    if (!file.isAbsolute()) {
      return new ArtifactLocation().withUri(path).withUriBaseId(ROOT);
    }
    return new ArtifactLocation()
        .withUri(path.startsWith("/") ? "file://" + path : "file:///" + path);
  }

  /** A path as part of a URI: all but what RFC 3986 calls unreserved is percent-encoded. */
  private static String encoded(String path) {
    StringBuilder uri = new StringBuilder();
    for (byte octet : path.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (octet & 0xFF);
      if (isUnreserved(c) || c == '/') {
        uri.append(c);
      } else {
        uri.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 0xF));
      }
    }
    return uri.toString();
  }

  private static boolean isUnreserved(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '.'
        || c == '_'
        || c == '~';
  }
}
