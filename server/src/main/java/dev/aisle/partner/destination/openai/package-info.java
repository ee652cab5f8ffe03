/// Feeds for OpenAI: its fields, its rules, its files.
@NullMarked
package dev.aisle.partner.destination.openai;

import org.jspecify.annotations.NullMarked;
