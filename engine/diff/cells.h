// What is said of a row's cells once the rows stand and their scripts are written.
#pragma once

#include <span>
#include <vector>

#include "engine/diff/collation.h"

namespace samestory {

// Sets Cell::block. Two moved sentences of an article that follow one another (asides between them aside) are
// of one block where their rows also follow one another in some other article, at most two sentences apart.
void NumberBlocks(std::span<const DiffDocument> documents, std::vector<Row>* rows);

// Sets Cell::main: of an article's cells in a row the one that keeps most bytes of the other articles', the
// first of equals.
void MarkMain(std::vector<Row>* rows);

// Sets Cell::weight and Cell::aside.
void WeighCells(std::span<const DiffDocument> documents, std::vector<Row>* rows);

}  // namespace samestory
