package dev.dialtone.catalogue.entry;

import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Nodes as bytes: a tag, then a string, or a count and the parts. Lines are left out, so a node
 * that was written and read has line 0.
 */
public final class NodeCodec {
  private static final int LEAF = 0;
  private static final int SEQUENCE = 1;
  private static final int MAPPING = 2;

  private NodeCodec() {}

  /** Writes {@code node}; strings and lists may be up to 65,535 long. */
  public static void write(Node node, DataOutput out) throws IOException {
    if (node instanceof Node.Leaf leaf) {
      out.writeByte(LEAF);
      writeString(leaf.value(), out);
    } else if (node instanceof Node.Sequence sequence) {
      out.writeByte(SEQUENCE);
      out.writeShort(sequence.items().size());
      for (Node item : sequence.items()) {
        write(item, out);
      }
    } else if (node instanceof Node.Mapping mapping) {
      out.writeByte(MAPPING);
      out.writeShort(mapping.members().size());
      for (Map.Entry<String, Node> member : mapping.members().entrySet()) {
        writeString(member.getKey(), out);
        write(member.getValue(), out);
      }
    }
  }

  private static void writeString(String string, DataOutput out) throws IOException {
    byte[] bytes = string.getBytes(StandardCharsets.UTF_8);
    out.writeShort(bytes.length);
    out.write(bytes);
  }

  /** Reads what {@link #write} wrote, and moves behind it. */
  public static Node read(ByteBuffer in) {
    int tag = in.get();
    if (tag == LEAF) {
      return new Node.Leaf(readString(in), 0);
    }
    int count = Short.toUnsignedInt(in.getShort());
    if (tag == SEQUENCE) {
      List<Node> items = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        items.add(read(in));
      }
      return new Node.Sequence(items, 0);
    }
    if (tag != MAPPING) {
      throw new IllegalStateException("damaged catalogue: tag " + tag);
    }
    Map<String, Node> members = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      members.put(readString(in), read(in));
    }
    return new Node.Mapping(members, 0);
  }

  private static String readString(ByteBuffer in) {
    int length = Short.toUnsignedInt(in.getShort());
    int start = in.position();
    in.position(start + length);
    return new String(in.array(), in.arrayOffset() + start, length, StandardCharsets.UTF_8);
  }

  /** Reads a mapping. */
  public static Node.Mapping readMapping(ByteBuffer in) {
    if (read(in) instanceof Node.Mapping mapping) {
      return mapping;
    }
    throw new IllegalStateException("damaged catalogue: a mapping is missing");
  }
}
