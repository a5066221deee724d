package org.arcoforge.format;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.Dataset;

/**
 * What a file holds, from its header only.
 *
 * @param format the format that it was found to be: {@code netcdf3}, {@code netcdf4}, {@code grib},
 *     …
 * @param variables in the order of the file
 * @param attributes global attributes, without those that only netCDF's machinery uses ({@code
 *     _NCProperties}, …)
 */
public record SourceDescription(
    String format, List<SourceVariable> variables, Attributes attributes) implements Serializable {
  /** Copies the list. */
  public SourceDescription {
    variables = List.copyOf(variables);
  }

  /** The variable of that name. */
  public Optional<SourceVariable> variable(String name) {
    return variables.stream().filter(v -> v.variable().name().equals(name)).findFirst();
  }

  /** The same without what concerns storage. */
  public Dataset dataset() {
    return Dataset.of(variables.stream().map(SourceVariable::variable).toList(), attributes);
  }
}
