package org.arcoforge.format.hdf5;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An object header holds the messages of one object, of versions 1 and 2, with shared ones
 * resolved.
 */
final class ObjectHeader {
  static final int DATASPACE = 1;
  static final int LINK_INFO = 2;
  static final int DATATYPE = 3;
  static final int OLD_FILL = 4;
  static final int FILL = 5;
  static final int LINK = 6;
  static final int EXTERNAL_FILES = 7;
  static final int LAYOUT = 8;
  static final int FILTERS = 11;
  static final int ATTRIBUTE = 12;
  static final int CONTINUATION = 16;
  static final int SYMBOL_TABLE = 17;
  static final int ATTRIBUTE_INFO = 21;
  private static final int LAST_KNOWN = 24;

  /** A message has a type, a place in the order of creation, and a fresh cursor on its body. */
  record Message(int type, int order, Cursor body, boolean shared) {
    Cursor open() {
      return body.again();
    }
  }

  private record Piece(long address, long length) {}

  private final MetadataBytes file;
  private final List<Message> messages = new ArrayList<>();
  private boolean attributeOrder;
  private long pieceBytes;

  private ObjectHeader(MetadataBytes file) {
    this.file = file;
  }

  static ObjectHeader read(MetadataBytes file, long address) throws IOException {
    ObjectHeader header = new ObjectHeader(file);
    if (file.read(address, 1).u8() == 1) {
      header.version1(address);
    } else {
      header.version2(address);
    }
    return header;
  }

  private void version1(long address) throws IOException {
    Cursor prefix = file.read(address, 16).skip(8);
    Deque<Piece> pieces = new ArrayDeque<>();
    pieces.add(new Piece(address + 16, prefix.u32()));
    Set<Piece> seen = new HashSet<>(pieces);
    while (!pieces.isEmpty()) {
      Piece piece = pieces.remove();
      Cursor in = file.read(piece.address(), piece.length());
      while (in.remaining() >= 8) {
        int type = in.u16();
        int size = in.u16();
        int flags = in.u8();
        in.skip(3);
        add(type, flags, messages.size(), in.sub(size), pieces, seen);
      }
    }
  }

  private void version2(long address) throws IOException {
    Cursor prefix = file.read(address, 6);
    prefix.signature("OHDR");
    int version = prefix.u8();
    if (version != 2) {
      throw file.unsupported("object header version " + version);
    }
    int flags = prefix.u8();
    attributeOrder = (flags & 4) != 0;
    int before = 6 + ((flags & 32) != 0 ? 16 : 0) + ((flags & 16) != 0 ? 4 : 0);
    int sizeOfSize = 1 << (flags & 3);
    long size = file.read(address + before, sizeOfSize).uint(sizeOfSize);
    Deque<Piece> pieces = new ArrayDeque<>();
    Set<Piece> seen = new HashSet<>();
    Cursor whole = file.read(address, before + sizeOfSize + size + 4);
    Cursor first = whole.skip(before + sizeOfSize).sub(size);
    whole.checksum();
    messages2(first, pieces, seen);
    while (!pieces.isEmpty()) {
      Piece piece = pieces.remove();
      Cursor in = file.read(piece.address(), piece.length());
      in.signature("OCHK");
      Cursor body = in.sub(piece.length() - 8);
      in.checksum();
      messages2(body, pieces, seen);
    }
  }

  private void messages2(Cursor in, Deque<Piece> pieces, Set<Piece> seen) throws IOException {
    int prefix = attributeOrder ? 6 : 4;
    while (in.remaining() >= prefix) { // fewer bytes are a gap
      int type = in.u8();
      int size = in.u16();
      int flags = in.u8();
      int order = attributeOrder ? in.u16() : messages.size();
      add(type, flags, order, in.sub(size), pieces, seen);
    }
  }

  private void add(
      int type, int flags, int order, Cursor body, Deque<Piece> pieces, Set<Piece> seen)
      throws IOException {
    if (type == CONTINUATION) {
      Piece piece = new Piece(body.offset(), body.length());
      pieceBytes += piece.length();
      if (!seen.add(piece) || pieceBytes > file.size()) {
        throw file.corrupt("an object header continues in itself");
      }
      pieces.add(piece);
    } else if (type > LAST_KNOWN && (flags & 0x80) != 0) {
      throw file.unsupported("header message " + type + ", without which it must not be read");
    } else if (type != 0) {
      messages.add(new Message(type, order, body, (flags & 2) != 0));
    }
  }

  /** Returns whether attributes know the order in which they were made. */
  boolean attributeOrder() {
    return attributeOrder;
  }

  boolean has(int type) {
    return messages.stream().anyMatch(m -> m.type() == type);
  }

  /** Returns all messages of a type as they are stored. */
  List<Message> all(int type) {
    return messages.stream().filter(m -> m.type() == type).toList();
  }

  /** Returns the body of the first message of a type; if it is shared, the one it refers to. */
  Optional<Cursor> first(int type) throws IOException {
    for (Message message : messages) {
      if (message.type() == type) {
        return Optional.of(message.shared() ? shared(file, message.open(), type) : message.open());
      }
    }
    return Optional.empty();
  }

  /** Returns what {@link #first} does, where the specification demands one. */
  Cursor require(int type) throws IOException {
    Optional<Cursor> body = first(type);
    if (body.isEmpty()) {
      throw file.corrupt("an object lacks header message " + type);
    }
    return body.get();
  }

  /** Returns what a shared message refers to: the same message of a committed object. */
  static Cursor shared(MetadataBytes file, Cursor in, int type) throws IOException {
    int version = in.u8();
    int kind = in.u8();
    if (version == 1) {
      in.skip(6);
    } else if (version == 3 && kind == 1) {
      throw file.unsupported("messages shared through a table");
    }
    ObjectHeader target = read(file, in.offset());
    for (Message message : target.messages) {
      if (message.type() == type && !message.shared()) {
        return message.open();
      }
    }
    throw file.corrupt("a shared message " + type + " is not where it should be");
  }
}
