package org.arcoforge.format.dap;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A DDS node is one declaration in a data descriptor structure (DDS).
 *
 * @param name as the server spells it, with escapes as in URLs
 * @param type of an array or a scalar; null for those that have members
 * @param members of the data set, a structure, a sequence, or a grid (first its array)
 */
record DdsNode(
    Kind kind, String name, @Nullable DapType type, List<DdsDim> dims, List<DdsNode> members) {
  enum Kind {
    ATOMIC,
    STRUCTURE,
    SEQUENCE,
    GRID
  }

  /** This is a dimension of a declaration; its name may be empty. */
  record DdsDim(String name, long length) {}

  /** Copies the lists. */
  DdsNode {
    dims = List.copyOf(dims);
    members = List.copyOf(members);
  }

  long[] shape() {
    return dims.stream().mapToLong(DdsDim::length).toArray();
  }
}
