/**
 * What people read: tables, plans, costs, progress. Takes values and gives text or JSON; starts
 * nothing and knows no option of the command line.
 */
@NullMarked
package org.arcoforge.runners.text;

import org.jspecify.annotations.NullMarked;
