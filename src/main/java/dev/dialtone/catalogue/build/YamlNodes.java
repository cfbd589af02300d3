package dev.dialtone.catalogue.build;

import dev.dialtone.catalogue.entry.Complaints;
import dev.dialtone.catalogue.entry.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.dataformat.yaml.YAMLFactory;

/** Reads YAML into nodes with their lines; every scalar is taken as its text. */
final class YamlNodes {
  private final JsonParser parser;
  private final Complaints complaints;

  private YamlNodes(JsonParser parser, Complaints complaints) {
    this.parser = parser;
    this.complaints = complaints;
  }

  /** The document; an empty mapping after a complaint. */
  static Node read(String yaml, Complaints complaints) {
    try (JsonParser parser = new YAMLFactory().createParser(ObjectReadContext.empty(), yaml)) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        complaints.add(1, "the file is empty");
        return new Node.Mapping(Map.of(), 1);
      }
      return new YamlNodes(parser, complaints).node(first);
    } catch (JacksonException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      complaints.add(line, "not YAML: " + e.getOriginalMessage());
      return new Node.Mapping(Map.of(), line);
    }
  }

  private Node node(JsonToken token) {
    int line = parser.currentTokenLocation().getLineNr();
    if (token == JsonToken.START_ARRAY) {
      List<Node> items = new ArrayList<>();
      for (JsonToken next = parser.nextToken();
          next != JsonToken.END_ARRAY;
          next = parser.nextToken()) {
        items.add(node(next));
      }
      return new Node.Sequence(items, line);
    }
    if (token != JsonToken.START_OBJECT) {
      return new Node.Leaf(token == JsonToken.VALUE_NULL ? "" : parser.getString(), line);
    }
    Map<String, Node> members = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      int keyLine = parser.currentTokenLocation().getLineNr();
      if (members.put(key, node(parser.nextToken())) != null) {
        complaints.add(keyLine, "`" + key + "` is there twice");
      }
    }
    return new Node.Mapping(members, line);
  }
}
