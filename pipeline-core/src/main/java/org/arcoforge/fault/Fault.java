package org.arcoforge.fault;

import org.jspecify.annotations.Nullable;

/**
 * A fault is an exception that says where its cause lies and whether a retry may succeed. Its
 * message is for people: what was expected, what was found, where, and what to do; it is told
 * without the name of the exception's class.
 *
 * <p>What to do follows from both answers alone: what {@link #mayPass} is tried again by whoever
 * has the means (a request, a bundle of the runner); all else is told at once to whom {@link
 * #blame} names.
 */
public interface Fault {
  /** Returns where the cause lies: recipe, sources, access, another writer, store or program. */
  Blame blame();

  /**
   * Returns whether the same may succeed when it is tried again, though nobody has changed
   * anything.
   */
  boolean mayPass();

  /** Returns what happened, where, and what to do. */
  @Nullable String getMessage();
}
