package dev.dialtone.syntax.xml;

import dev.dialtone.source.Text;
import java.util.List;
import java.util.Optional;

/**
 * An element.
 *
 * @param name its name with any prefix
 * @param attributes in their order
 * @param children the elements in it, in their order
 * @param text what else stands in it, references replaced and white space around it taken off
 */
public record XmlElement(
    Text name, List<Attribute> attributes, List<XmlElement> children, Text text) {
  public XmlElement {
    attributes = List.copyOf(attributes);
    children = List.copyOf(children);
  }

  /** An attribute, its value without quotes. */
  public record Attribute(Text name, Text value) {}

  /** The value of an attribute; nothing if it has none of that name. */
  public Optional<Text> attribute(String wanted) {
    return attributes.stream()
        .filter(attribute -> attribute.name().is(wanted))
        .map(Attribute::value)
        .findFirst();
  }
}
