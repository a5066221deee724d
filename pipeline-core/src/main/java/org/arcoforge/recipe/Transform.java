package org.arcoforge.recipe;

import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A typed change, applied to each file's description before it is combined, and thereby to its
 * data. Only data here: the planner knows what each does.
 */
public sealed interface Transform extends Serializable {
  /** Gives variables and dimensions of old names (keys) new ones (values). */
  record Rename(Map<String, String> names) implements Transform {
    /** Copies the map. */
    public Rename {
      names = Collections.unmodifiableMap(new LinkedHashMap<>(names));
    }
  }

  /** Leaves variables out. */
  record Drop(List<String> variables) implements Transform {
    /** Copies the list. */
    public Drop {
      variables = List.copyOf(variables);
    }
  }

  /** Leaves out all variables but these and the coordinates of their dimensions. */
  record Keep(List<String> variables) implements Transform {
    /** Copies the list. */
    public Keep {
      variables = List.copyOf(variables);
    }
  }

  /** Makes variables coordinates. */
  record SetCoords(List<String> variables) implements Transform {
    /** Copies the list. */
    public SetCoords {
      variables = List.copyOf(variables);
    }
  }

  /**
   * Takes dimensions of length 1 away; none named: all of them. Their coordinates become scalar.
   */
  record Squeeze(List<String> dimensions) implements Transform {
    /** Copies the list. */
    public Squeeze {
      dimensions = List.copyOf(dimensions);
    }
  }

  /**
   * Adds a dimension of length 1, with a coordinate, in front of every data variable, from the
   * file's name.
   *
   * @param dimension its name
   * @param regex a regular expression searched in the last part of the URL; its first group (or all
   *     of it) is the value
   * @param type what the text becomes: {@code string}, {@code int} or {@code float}
   */
  record ExpandDims(String dimension, String regex, String type) implements Transform {}
}
