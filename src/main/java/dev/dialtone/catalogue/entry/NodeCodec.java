package dev.dialtone.catalogue.entry;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
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

  /** Writes {@code node}; a sequence or mapping may have up to 65,535 parts. */
  public static void write(Node node, DataOutput out) throws IOException {
    if (node instanceof Node.Leaf leaf) {
      out.writeByte(LEAF);
      out.writeUTF(leaf.value());
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
        out.writeUTF(member.getKey());
        write(member.getValue(), out);
      }
    }
  }

  /** Reads what {@link #write} wrote. */
  public static Node read(DataInput in) throws IOException {
    int tag = in.readUnsignedByte();
    if (tag == LEAF) {
      return new Node.Leaf(in.readUTF(), 0);
    }
    int count = in.readUnsignedShort();
    if (tag == SEQUENCE) {
      List<Node> items = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        items.add(read(in));
      }
      return new Node.Sequence(items, 0);
    }
    if (tag != MAPPING) {
      throw new IOException("damaged catalogue: tag " + tag);
    }
    Map<String, Node> members = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      members.put(in.readUTF(), read(in));
    }
    return new Node.Mapping(members, 0);
  }
}
