/** Rules about starting too early. */
@NullMarked
package dev.dialtone.rules.order;

import org.jspecify.annotations.NullMarked;
