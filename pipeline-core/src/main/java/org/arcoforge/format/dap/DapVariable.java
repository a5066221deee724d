package org.arcoforge.format.dap;

import org.arcoforge.array.Variable;

/**
 * A DAP variable is a variable that the server can be asked for.
 *
 * @param path its name in constraint expressions
 */
record DapVariable(String path, DapType type, Variable variable) {}
