package org.arcoforge.format.hdf5;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lists the members of groups, in the order of creation where it is tracked, else by name. */
final class GroupLinks {
  /**
   * A link is one member of a group.
   *
   * @param address object header of a hard link, else {@link Cursor#UNDEFINED}
   * @param soft path that a soft link leads to
   * @param outside why the member is out of reach (another file, a user-defined link)
   */
  record Link(
      String name, long order, long address, @Nullable String soft, @Nullable String outside) {}

  private final MetadataBytes file;
  private final List<Link> links = new ArrayList<>();

  private GroupLinks(MetadataBytes file) {
    this.file = file;
  }

  static List<Link> of(MetadataBytes file, ObjectHeader group) throws IOException {
    GroupLinks in = new GroupLinks(file);
    if (group.has(ObjectHeader.SYMBOL_TABLE)) {
      in.symbols(group.require(ObjectHeader.SYMBOL_TABLE));
      return in.links;
    }
    for (ObjectHeader.Message message : group.all(ObjectHeader.LINK)) {
      in.link(message.open());
    }
    boolean ordered = false;
    if (group.has(ObjectHeader.LINK_INFO)) {
      Cursor info = group.require(ObjectHeader.LINK_INFO).skip(1);
      int flags = info.u8();
      ordered = (flags & 1) != 0;
      info.skip(ordered ? 8 : 0);
      long heapAddress = info.offset();
      long tree = info.offset();
      if (heapAddress != Cursor.UNDEFINED && tree != Cursor.UNDEFINED) {
        FractalHeap heap = new FractalHeap(file, heapAddress);
        BTree2.walk(
            file, tree, (record, type) -> in.link(heap.get(record.skip(4).sub(heap.idLength()))));
      }
    }
    in.links.sort(ordered ? Comparator.comparingLong(Link::order) : byName());
    return in.links;
  }

  private static Comparator<Link> byName() {
    return (a, b) ->
        Arrays.compareUnsigned(
            a.name().getBytes(StandardCharsets.UTF_8), b.name().getBytes(StandardCharsets.UTF_8));
  }

  private void link(Cursor in) throws IOException {
    in.skip(1);
    int flags = in.u8();
    int type = (flags & 8) != 0 ? in.u8() : 0;
    long order = (flags & 4) != 0 ? in.uint(8) : 0;
    in.skip((flags & 16) != 0 ? 1 : 0);
    long length = in.uint(1 << (flags & 3));
    String name = new String(in.bytes(length), StandardCharsets.UTF_8);
    switch (type) {
      case 0 -> links.add(new Link(name, order, in.offset(), null, null));
      case 1 -> {
        String path = new String(in.bytes(in.u16()), StandardCharsets.UTF_8);
        links.add(new Link(name, order, Cursor.UNDEFINED, path, null));
      }
      case 64 -> {
        Cursor value = in.sub(in.u16()).skip(1);
        String why = "a link to another file, '" + value.text() + "', which is not followed";
        links.add(new Link(name, order, Cursor.UNDEFINED, null, why));
      }
      default ->
          links.add(
              new Link(name, order, Cursor.UNDEFINED, null, "a user-defined link of type " + type));
    }
  }

  private void symbols(Cursor message) throws IOException {
    long tree = message.offset();
    Cursor heap = file.read(message.offset(), 8L + 2L * file.lengthSize() + file.offsetSize());
    heap.signature("HEAP");
    heap.skip(4);
    long size = heap.length();
    heap.length();
    Cursor names = file.read(heap.offset(), size);
    node(tree, names, new HashSet<>());
  }

  private void node(long address, Cursor names, Set<Long> seen) throws IOException {
    if (!seen.add(address)) {
      throw file.corrupt("a group's B-tree contains itself");
    }
    Cursor head = file.read(address, 8L + 2L * file.offsetSize());
    head.signature("TREE");
    int type = head.u8();
    int level = head.u8();
    int n = head.u16();
    if (type != 0) {
      throw file.corrupt("a group's B-tree is of type " + type);
    }
    Cursor in =
        file.read(
            address + 8 + 2L * file.offsetSize(),
            n * (long) (file.lengthSize() + file.offsetSize()));
    for (int i = 0; i < n; i++) {
      in.length();
      long child = in.offset();
      if (level > 0) {
        node(child, names, seen);
      } else {
        entries(child, names);
      }
    }
  }

  private void entries(long address, Cursor names) throws IOException {
    Cursor head = file.read(address, 8);
    head.signature("SNOD");
    head.skip(2);
    int n = head.u16();
    Cursor in = file.read(address + 8, n * (2L * file.offsetSize() + 24));
    for (int i = 0; i < n; i++) {
      String name = names.again().skip(in.offset()).text();
      long header = in.offset();
      long cache = in.u32();
      in.skip(4);
      Cursor scratch = in.sub(16);
      String soft = cache == 2 ? names.again().skip(scratch.u32()).text() : null;
      links.add(new Link(name, links.size(), header, soft, null));
    }
    if (links.size() > file.size() / (2L * file.offsetSize() + 24)) {
      throw file.corrupt("a group of more members than the file has room for");
    }
  }
}
