package org.arcoforge.format;

import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.Dataset;

/**
 * A source description says what a file holds, from its header only.
 *
 * @param format the format that it was found to be: {@code netcdf3}, {@code netcdf4}, {@code grib},
 *     …
 * @param variables in the order of the file
 * @param attributes global attributes, without those that only netCDF's machinery uses ({@code
 *     _NCProperties}, …)
 * @param unsupported names of variables that are not among {@code variables} because they cannot be
 *     read, and why, as a message for the author of a recipe
 * @param groups attributes of the groups below the root, by their paths, where the whole tree is
 *     read
 */
public record SourceDescription(
    String format,
    List<SourceVariable> variables,
    Attributes attributes,
    Map<String, String> unsupported,
    Map<String, Attributes> groups)
    implements Serializable {
  /** Copies the list and the maps, whose order is kept. */
  public SourceDescription {
    variables = List.copyOf(variables);
    unsupported = Collections.unmodifiableMap(new LinkedHashMap<>(unsupported));
    groups = Collections.unmodifiableMap(new LinkedHashMap<>(groups));
  }

  /** Makes a file, or one group of it. */
  public SourceDescription(
      String format,
      List<SourceVariable> variables,
      Attributes attributes,
      Map<String, String> unsupported) {
    this(format, variables, attributes, unsupported, Map.of());
  }

  /** Makes a file of which every variable can be read. */
  public SourceDescription(String format, List<SourceVariable> variables, Attributes attributes) {
    this(format, variables, attributes, Map.of());
  }

  /** Returns the variable of that name. */
  public Optional<SourceVariable> variable(String name) {
    return variables.stream().filter(v -> v.variable().name().equals(name)).findFirst();
  }

  /** Returns the same without what concerns storage. */
  public Dataset dataset() {
    return Dataset.of(variables.stream().map(SourceVariable::variable).toList(), attributes);
  }
}
