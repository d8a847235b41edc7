/** The page in one table: the questions that it answers. Each is a module of its own, loaded when it is first asked. */

import { begin, type Question } from "./shell";
import "./style/index.css";

const questions: readonly Question[] = [
  { id: "where", title: ["Waar is hulp nodig?", "Where is help needed?"], load: () => import("./views/where") },
  { id: "what-if", title: ["Wat als?", "What if?"], load: () => import("./views/what-if") },
  { id: "cost", title: ["Wat kost het?", "What does it cost?"], load: () => import("./views/cost") },
];

begin(questions);
