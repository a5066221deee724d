package org.arcoforge.bake.scan;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.Block;
import org.arcoforge.array.NamedValues;
import org.arcoforge.array.Sharing;
import org.arcoforge.array.Variable;
import org.arcoforge.format.ChunkStorage;
import org.arcoforge.format.SourceDescription;
import org.arcoforge.format.SourceVariable;
import org.arcoforge.source.SourceVersion;

/**
 * A source header is what is kept of one file: everything that scanning it again would read, so
 * that no recipe, and no transform, can make it wrong.
 *
 * @param version of the file
 * @param url without secrets, for messages
 * @param description of the file as it is
 * @param values boxes of its values, by {@link #box}
 * @param digests of whole variables
 */
record SourceHeader(
    SourceVersion version,
    String url,
    SourceDescription description,
    NamedValues<Block> values,
    NamedValues<String> digests)
    implements Serializable {
  /** Files younger than this may change once more without a sign of it. */
  private static final long SETTLED_MILLIS = 2000;

  /** Returns the name of a box of a variable among the values. */
  static String box(String variable, Object region) {
    return variable + ' ' + region;
  }

  /** Returns whether another content of the file would have another version. */
  static boolean isTold(SourceVersion version, long now) {
    return (!version.etag().isEmpty() && !version.etag().startsWith("W/"))
        || (version.modified() > 0 && version.modified() < now - SETTLED_MILLIS);
  }

  /** Returns an equal header whose parts are those of others, where these have equal ones. */
  SourceHeader shared(Sharing sharing) {
    List<Object> parts = new ArrayList<>();
    List<SourceVariable> variables = new ArrayList<>();
    for (SourceVariable v : description.variables()) {
      SourceVariable shared = variable(v, sharing);
      variables.add(shared);
      parts.add(shared);
    }
    Attributes attributes = sharing.of(description.attributes());
    NamedValues<Attributes> groups =
        sharing.of(NamedValues.copyOf(description.groups()), sharing::of);
    parts.addAll(List.of(attributes, groups));
    parts.add(sharing.of(List.copyOf(description.unsupported().entrySet())));
    SourceDescription whole =
        new SourceDescription(
            description.format(), variables, attributes, description.unsupported(), groups);
    return new SourceHeader(
        version,
        url,
        sharing.of(description.format(), parts, whole),
        sharing.of(values, sharing::of),
        sharing.of(digests, sharing::of));
  }

  private static SourceVariable variable(SourceVariable v, Sharing sharing) {
    Variable variable = sharing.of(v.variable());
    List<Long> chunk = sharing.of(v.chunk());
    List<String> filters = sharing.of(v.filters());
    ChunkStorage storage = sharing.of(v.storage());
    return sharing.of(
        v.storedBytes(),
        List.of(variable, chunk, filters, storage),
        new SourceVariable(variable, chunk, filters, v.storedBytes(), storage));
  }
}
