/**
 * Threads of one process that share the work of one element: so many work as there are processors,
 * and while some wait for the network, others work in their stead. Knows nothing of what is done.
 */
@NullMarked
package org.arcoforge.bake.work;

import org.jspecify.annotations.NullMarked;
