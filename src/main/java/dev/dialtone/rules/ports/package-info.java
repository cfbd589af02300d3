/** Rules about published ports. */
@NullMarked
package dev.dialtone.rules.ports;

import org.jspecify.annotations.NullMarked;
