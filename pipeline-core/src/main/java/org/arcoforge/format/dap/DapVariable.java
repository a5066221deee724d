package org.arcoforge.format.dap;

import org.arcoforge.array.Variable;

/**
 * A variable that can be asked for.
 *
 * @param path its name in constraint expressions
 */
record DapVariable(String path, DapType type, Variable variable) {}
