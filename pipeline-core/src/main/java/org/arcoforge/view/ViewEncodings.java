package org.arcoforge.view;

import java.util.List;
import java.util.function.Supplier;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.Variable;
import org.arcoforge.cf.CfEncoding;
import org.arcoforge.recipe.RefusedException;
import org.jspecify.annotations.Nullable;

/** Finds how one file encodes a variable, or refuses, naming the file and the variable. */
public final class ViewEncodings {
  private ViewEncodings() {}

  /**
   * Returns the encoding of a variable of a file.
   *
   * @param coordinate whose bounds it is; null if it is nobody's
   * @param url of the file, for messages
   * @throws RefusedException if its units cannot be understood
   */
  public static CfEncoding of(FileView view, String name, @Nullable String coordinate, String url) {
    Variable v = view.required(name).variable();
    return of(v, timeOf(view, v, coordinate), () -> url);
  }

  /**
   * Returns the encoding of a variable whose units and calendar stand in another.
   *
   * @throws RefusedException if its units cannot be understood
   */
  public static CfEncoding of(Variable v, Variable timeOf, Supplier<String> where) {
    try {
      return CfEncoding.of(v, timeOf);
    } catch (IllegalArgumentException e) {
      throw RefusedException.sources(
          where.get()
              + ": variable '"
              + v.name()
              + "': "
              + e.getMessage()
              + "; write transforms: [{drop: ["
              + v.name()
              + "]}]");
    }
  }

  /**
   * Returns a variable with what its coordinate says of time, if it is bounds and does not say it
   * itself.
   */
  public static Variable timeOf(FileView view, Variable v, @Nullable String coordinate) {
    Attributes bounded =
        coordinate == null
            ? Attributes.empty()
            : view.variable(coordinate)
                .map(c -> c.variable().attributes())
                .orElse(Attributes.empty());
    Variable whole = v;
    for (String key : List.of("units", "calendar")) {
      if (!v.attributes().has(key) && bounded.has(key)) {
        whole = whole.withAttributes(whole.attributes().with(key, bounded.get(key).orElseThrow()));
      }
    }
    return whole;
  }
}
