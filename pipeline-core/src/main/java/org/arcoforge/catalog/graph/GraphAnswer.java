package org.arcoforge.catalog.graph;

import java.util.List;

/**
 * An answer is one thing that a question found.
 *
 * @param dataset id of the data set, as {@code feedstock/recipe}
 * @param title of it
 * @param relation why it was found, as {@code is made of}
 * @param what the thing that it has to do with: a paper, a source, a person, a version
 * @param maintainers who look after the data set
 */
public record GraphAnswer(
    String dataset, String title, String relation, String what, List<String> maintainers) {
  /** Copies the list. */
  public GraphAnswer {
    maintainers = List.copyOf(maintainers);
  }
}
