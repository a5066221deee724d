package org.arcoforge.format.hdf5;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A raw attribute is one attribute whose value is not yet decoded.
 *
 * @param order place in the order of creation
 */
record RawAttribute(String name, long order, Datatype type, Dataspace space, Cursor data) {
  /**
   * Returns all attributes of an object, in the order of creation where it is tracked, else by
   * name.
   */
  static List<RawAttribute> of(MetadataBytes file, ObjectHeader header) throws IOException {
    List<RawAttribute> attributes = new ArrayList<>();
    for (ObjectHeader.Message message : header.all(ObjectHeader.ATTRIBUTE)) {
      Cursor body =
          message.shared()
              ? ObjectHeader.shared(file, message.open(), ObjectHeader.ATTRIBUTE)
              : message.open();
      attributes.add(parse(file, body, message.order()));
    }
    boolean dense = false;
    if (header.has(ObjectHeader.ATTRIBUTE_INFO)) {
      Cursor info = header.require(ObjectHeader.ATTRIBUTE_INFO).skip(1);
      info.skip((info.u8() & 1) != 0 ? 2 : 0);
      long heapAddress = info.offset();
      long tree = info.offset();
      if (heapAddress != Cursor.UNDEFINED && tree != Cursor.UNDEFINED) {
        dense = true;
        FractalHeap heap = new FractalHeap(file, heapAddress);
        BTree2.walk(
            file,
            tree,
            (record, type) -> {
              Cursor id = record.sub(heap.idLength());
              if ((record.u8() & 2) != 0) {
                throw file.unsupported("attributes shared through a table");
              }
              attributes.add(parse(file, heap.get(id), record.u32()));
            });
      }
    }
    attributes.sort(
        dense && !header.attributeOrder()
            ? Comparator.comparing(RawAttribute::name)
            : Comparator.comparingLong(RawAttribute::order));
    return attributes;
  }

  private static RawAttribute parse(MetadataBytes file, Cursor in, long order) throws IOException {
    int version = in.u8();
    if (version < 1 || version > 3) {
      throw file.unsupported("attribute version " + version);
    }
    int flags = in.u8();
    int nameSize = in.u16();
    int typeSize = in.u16();
    int spaceSize = in.u16();
    if (version == 3) {
      in.skip(1);
    }
    byte[] name = in.bytes(version == 1 ? pad(nameSize) : nameSize);
    int length = 0;
    while (length < name.length && name[length] != 0) {
      length++;
    }
    Cursor typeBody = in.sub(version == 1 ? pad(typeSize) : typeSize);
    Cursor spaceBody = in.sub(version == 1 ? pad(spaceSize) : spaceSize);
    if (version > 1 && (flags & 1) != 0) {
      typeBody = ObjectHeader.shared(file, typeBody, ObjectHeader.DATATYPE);
    }
    if (version > 1 && (flags & 2) != 0) {
      spaceBody = ObjectHeader.shared(file, spaceBody, ObjectHeader.DATASPACE);
    }
    return new RawAttribute(
        new String(name, 0, length, StandardCharsets.UTF_8),
        order,
        Datatype.parse(file, typeBody),
        Dataspace.parse(file, spaceBody),
        in.sub(in.remaining()));
  }

  private static int pad(int size) {
    return (size + 7) & ~7;
  }
}
