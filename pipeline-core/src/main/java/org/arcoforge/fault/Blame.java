package org.arcoforge.fault;

/**
 * A blame says where the cause of an error lies: in the recipe, the sources, the access rights,
 * another writer, the store or the program.
 */
public enum Blame {
  /** The feedstock or the arguments ask for what cannot be done: who wrote them changes them. */
  RECIPE,
  /**
   * A source cannot be read, or sources disagree: who has the archive, or the recipe's policies.
   */
  SOURCES,
  /** Who bakes may not read or write here: who runs the bakery gives the rights. */
  ACCESS,
  /** Another run or another writer is in the way: it must end first, or one of both is wrong. */
  CONFLICT,
  /** A store failed, or lost or damaged what it was given. */
  STORE,
  /** None of these: a defect of this program. */
  PROGRAM
}
